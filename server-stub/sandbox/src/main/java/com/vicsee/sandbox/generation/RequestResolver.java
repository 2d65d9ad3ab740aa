package com.vicsee.sandbox.generation;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.generation.Specification.InputUrl;
import com.vicsee.sandbox.media.InputReader;
import com.vicsee.sandbox.media.InputReader.Detected;
import com.vicsee.server.catalogue.Catalogue;
import com.vicsee.server.catalogue.ModelRequest;
import com.vicsee.server.catalogue.Price;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.GenerateRequest;
import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.Model;
import com.vicsee.server.model.ModelInput;
import com.vicsee.server.model.UpscaleFactor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns a request into what to generate, and its price. It measures the inputs that size and price depend on. */
@Component
final class RequestResolver {
  /** The contract leaves the length of songs open. */
  private static final double SONG_SECONDS = 30;

  private final Catalogue catalogue;
  private final InputReader inputs;

  RequestResolver(Catalogue catalogue, InputReader inputs) {
    this.catalogue = catalogue;
    this.inputs = inputs;
  }

  /** Reads the parameters of a generation. The stub has checked model and prompt. */
  ModelRequest read(GenerateRequest request) {
    return ModelRequest.of(catalogue.get(request.getModel()), request);
  }

  /** Reads the parameters of a tool. */
  ModelRequest read(String modelId, String url, UpscaleFactor factor) {
    return ModelRequest.ofTool(catalogue.get(modelId), url, factor);
  }

  /**
   * Opens the inputs of a request.
   *
   * @param toolField the field of the URL that a tool takes; null for a generation
   */
  ResolvedRequest resolve(Account caller, ModelRequest request, @Nullable String toolField) {
    Model model = request.model();
    String factor = request.options().get("upscale_factor");
    List<InputUrl> inputUrls = new ArrayList<>();
    List<String> fullUrls = new ArrayList<>();
    @Nullable Detected source = null;
    double inputSeconds = 0;
    for (ModelInput input : model.getInputs()) {
      String field = toolField != null ? toolField : "input." + input.getName();
      for (String url : request.media().getOrDefault(input.getName(), List.of())) {
        switch (input.getMediaType()) {
          case VIDEO -> {
            source = inputs.video(caller, field, url);
            checkLength(field, input, source);
            inputSeconds += source.seconds();
          }
          case IMAGE -> {
            if (factor != null) {
              source = inputs.image(caller, field, url);
            } else {
              inputs.checkImage(caller, field, url);
            }
          }
          case AUDIO -> inputs.checkAudio(caller, field, url);
        }
        inputUrls.add(InputUrl.of(input.getName(), input.getMediaType(), url, inputs.ownPath(url)));
        fullUrls.add(url);
      }
    }
    Dimensions size = size(request, factor, source);
    double seconds = model.getType() == MediaType.MUSIC ? SONG_SECONDS : factor != null ? inputSeconds : request.seconds();
    Price price = Price.of(request, inputSeconds, factor != null ? size.pixels() : 0);
    var specification = new Specification(
        model.getId(), model.getType(), request.prompt(), request.options(), size.width(), size.height(), seconds, inputUrls);
    return new ResolvedRequest(specification, fullUrls, price, source);
  }

  private static Dimensions size(ModelRequest request, @Nullable String factor, @Nullable Detected source) {
    MediaType type = request.model().getType();
    if (type == MediaType.MUSIC) {
      return new Dimensions(0, 0);
    }
    if (factor != null && source != null) {
      return new Dimensions(Math.multiplyExact(source.width(), Integer.parseInt(factor)), Math.multiplyExact(source.height(), Integer.parseInt(factor)));
    }
    return Dimensions.of(type, request.options().get("resolution"), request.options().get("aspect_ratio"));
  }

  private static void checkLength(String field, ModelInput input, Detected media) {
    if (input.getMaxSeconds() != null && media.seconds() > input.getMaxSeconds()) {
      throw ApiProblem.invalidParameter(field, "must be at most " + input.getMaxSeconds() + " s long; received " + media.secondsText());
    }
  }
}
