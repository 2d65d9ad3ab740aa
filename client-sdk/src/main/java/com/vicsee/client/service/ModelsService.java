package com.vicsee.client.service;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.generated.model.MediaType;
import com.vicsee.client.generated.model.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be generated, within which limits, at what price. Thread-safe. */
public interface ModelsService {

  /**
   * Lists all models. No API key is needed.
   *
   * @throws VicSeeException when the call fails
   */
  default List<Model> listModels() {
    return listModels(null, RequestOptions.none());
  }

  /**
   * Lists the models of one type. No API key is needed.
   *
   * @param type the type to list
   * @throws VicSeeException when the call fails
   */
  default List<Model> listModels(MediaType type) {
    return listModels(type, RequestOptions.none());
  }

  /**
   * Lists the models. No API key is needed.
   *
   * @param type the type to list; null for all
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  List<Model> listModels(@Nullable MediaType type, RequestOptions options);

  /**
   * Lists the models. No API key is needed. Returns the value with what the response says beside it.
   *
   * @param type the type to list; null for all
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  ApiResponse<List<Model>> listModelsWithResponse(@Nullable MediaType type, RequestOptions options);
}
