package com.vicsee.sandbox.api;

import com.vicsee.server.api.ModelsApi;
import com.vicsee.server.catalogue.Catalogue;
import com.vicsee.server.model.ModelListResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** What can be generated. */
@RestController
class ModelsController implements ModelsApi {
  private final Catalogue catalogue;

  ModelsController(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public ResponseEntity<ModelListResponse> listModels(ListModelsParameters parameters) {
    return ResponseEntity.ok(new ModelListResponse(true, catalogue.list(parameters.type())));
  }
}
