package com.vicsee.sandbox.generation;

import com.vicsee.server.model.InputMediaType;
import com.vicsee.server.model.MediaType;
import java.util.List;
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
 * @param inputs the media that the caller sent
 */
public record Specification(
    String model,
    MediaType mediaType,
    @Nullable String prompt,
    Map<String, String> options,
    int width,
    int height,
    double seconds,
    List<InputUrl> inputs) {

  /**
   * Where an input is.
   *
   * @param name the name of the model's input
   * @param url the URL; of a data URI only the part up to the comma, because the data would be read with each step of the task
   * @param ownPath the path of a URL of this server; empty for other URLs
   */
  public record InputUrl(String name, InputMediaType mediaType, String url, String ownPath) {
    static final String DATA = "data:";

    static InputUrl of(String name, InputMediaType mediaType, String url, String ownPath) {
      return new InputUrl(name, mediaType, url.startsWith(DATA) ? url.substring(0, url.indexOf(',') + 1) : url, ownPath);
    }

    boolean isData() {
      return url.startsWith(DATA);
    }
  }
}
