package com.vicsee.sandbox.generation;

import com.vicsee.server.model.MediaType;
import com.vicsee.server.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The models, read from {@code catalogue.yaml}: data, not code. */
@Component
public final class Catalogue {
  private final Map<String, Model> models = new LinkedHashMap<>();

  Catalogue() throws IOException {
    try (InputStream data = new ClassPathResource("catalogue.yaml").getInputStream()) {
      for (Model model : new YAMLMapper().readValue(data, new TypeReference<List<Model>>() {})) {
        models.put(model.getId(), model);
      }
    }
  }

  /** Returns the models of a type, or all, in the order of the file. */
  public List<Model> list(@Nullable MediaType type) {
    return models.values().stream().filter(model -> type == null || model.getType() == type).toList();
  }

  /** Returns the model with an id. */
  public Optional<Model> find(String id) {
    return Optional.ofNullable(models.get(id));
  }

  /** Returns the model with an id that is known to be in the file. */
  public Model get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no model " + id + " in the catalogue"));
  }
}
