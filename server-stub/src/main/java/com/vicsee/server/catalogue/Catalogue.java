package com.vicsee.server.catalogue;

import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The models of a server. With a bean of this type, a generation is checked for its model and its prompt before all else (contract, order of checks). */
public final class Catalogue {
  private final Map<String, Model> models = new LinkedHashMap<>();

  /** Makes a catalogue of these models, in this order. */
  public Catalogue(List<Model> models) {
    models.forEach(model -> this.models.put(model.getId(), model));
  }

  /**
   * Reads a catalogue from a list in YAML or JSON. Each item has the form of the contract's schema {@code Model}.
   *
   * @throws IOException if the resource cannot be read
   */
  public static Catalogue read(Resource resource) throws IOException {
    try (InputStream data = resource.getInputStream()) {
      return new Catalogue(new YAMLMapper().readValue(data, new TypeReference<List<Model>>() {}));
    }
  }

  /** Returns the models of a type, or all when it is null. */
  public List<Model> list(@Nullable MediaType type) {
    return models.values().stream().filter(model -> type == null || model.getType() == type).toList();
  }

  /** Returns the model with an id. */
  public Optional<Model> find(String id) {
    return Optional.ofNullable(models.get(id));
  }

  /**
   * Returns the model with an id that is known to be in the catalogue.
   *
   * @throws IllegalArgumentException if it is not
   */
  public Model get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("The catalogue has no model " + id));
  }
}
