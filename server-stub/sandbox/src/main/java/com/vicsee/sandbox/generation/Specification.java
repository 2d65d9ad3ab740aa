package com.vicsee.sandbox.generation;

import com.vicsee.server.model.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be generated, with every default applied. It is kept with the task, and all that a provider is told.
 *
 * @param mediaType what comes out
 * @param prompt the prompt; null for a tool, which takes none
 * @param options the options of the model as text, defaults applied
 * @param width the width of the output in pixels; 0 for music
 * @param height the height of the output in pixels; 0 for music
 * @param seconds the length of the output; 0 for images
 * @param marks words by which a sandbox is told what to do: the prompt, and the URLs of the inputs
 */
public record Specification(
    String model,
    MediaType mediaType,
    @Nullable String prompt,
    Map<String, String> options,
    int width,
    int height,
    double seconds,
    String marks) {}
