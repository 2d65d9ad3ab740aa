package com.vicsee.sandbox.generation;

import com.vicsee.server.model.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to generate, with every default applied. It is saved with the task.
 *
 * @param mediaType the type of the output
 * @param prompt the prompt; null for a tool, which takes none
 * @param options the options of the model as text, with defaults
 * @param width the width of the output in pixels; 0 for music
 * @param height the height of the output in pixels; 0 for music
 * @param seconds the length of the output; 0 for images
 * @param triggerText the text that may contain triggers of the sandbox: the prompt, or else the URLs of the inputs
 */
public record Specification(
    String model,
    MediaType mediaType,
    @Nullable String prompt,
    Map<String, String> options,
    int width,
    int height,
    double seconds,
    String triggerText) {}
