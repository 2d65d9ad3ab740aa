package com.vicsee.sandbox.control.page;

import com.vicsee.sandbox.control.ConditionalOnControl;
import com.vicsee.sandbox.control.FixedTask;
import com.vicsee.sandbox.control.Persona;
import com.vicsee.sandbox.control.Trigger;
import com.vicsee.sandbox.media.MediaUrls;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ContractFacts;
import com.vicsee.server.model.ErrorCode.Message;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the page of the sandbox, the contract, its reference, and the data that the page shows. */
@RestController
@ConditionalOnControl
class PageController {
  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
  /** RFC 9512. */
  private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

  private static final String OWN_FILES_ONLY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  /** The reference is one file, so its script and its style are in it. */
  private static final String ONE_FILE = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
      + "font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Scenarios scenarios;
  private final MediaUrls urls;

  PageController(Scenarios scenarios, MediaUrls urls) {
    this.scenarios = scenarios;
    this.urls = urls;
  }

  /** The envelope of the API, for responses beside it. */
  record Envelope<T>(boolean success, T data) {}

  /**
   * The initial data of the sandbox.
   *
   * @param reference whether the reference page is served
   */
  record Overview(
      String baseUrl, boolean reference, Polling polling, List<PersonaView> personas, List<FixedTask> tasks, List<Trigger> triggers) {}

  /**
   * The back-off between two polls of a task.
   *
   * @param first the first wait, in milliseconds
   * @param factor what each wait is multiplied by
   * @param longest the longest wait, in milliseconds
   */
  record Polling(long first, double factor, long longest) {
    static final Polling PUBLISHED = new Polling(
        ContractFacts.POLLING_INITIAL_INTERVAL.toMillis(), ContractFacts.POLLING_FACTOR, ContractFacts.POLLING_MAX_INTERVAL.toMillis());
  }

  /**
   * A persona, with what its plan allows.
   *
   * @param credits the opening credits
   */
  record PersonaView(String key, String plan, long credits, long requestsPerDay, int concurrentGenerations, boolean apiAccess, String description) {
    static PersonaView of(Persona persona) {
      var plan = persona.plan();
      return new PersonaView(
          persona.key(),
          plan.name().toLowerCase(Locale.ROOT),
          persona.credits(),
          plan.requestsPerDay(),
          plan.concurrentGenerations(),
          plan.apiAccess() && persona.active(),
          persona.description());
    }
  }

  @GetMapping("/")
  ResponseEntity<Resource> page() {
    return file(PageFile.PAGE, HTML, OWN_FILES_ONLY);
  }

  @GetMapping("/sandbox/page/{name}")
  ResponseEntity<Resource> asset(@PathVariable String name, HttpServletRequest request) {
    PageFile asset = Optional.ofNullable(PageFile.ASSETS.get(name)).orElseThrow(() -> notFound(request));
    return file(asset.resource(), asset.type(), OWN_FILES_ONLY);
  }

  @GetMapping("/openapi.yaml")
  ResponseEntity<Resource> contract() {
    return file(PageFile.CONTRACT, YAML, OWN_FILES_ONLY);
  }

  @GetMapping({"/reference", "/reference/"})
  ResponseEntity<Resource> reference(HttpServletRequest request) {
    if (!PageFile.REFERENCE.exists()) {
      throw notFound(request);
    }
    return file(PageFile.REFERENCE, HTML, ONE_FILE);
  }

  @GetMapping("/sandbox/overview")
  Envelope<Overview> overview() {
    return new Envelope<>(
        true,
        new Overview(
            baseUrl(), PageFile.REFERENCE.exists(), Polling.PUBLISHED, Arrays.stream(Persona.values()).map(PersonaView::of).toList(), FixedTask.ALL, Trigger.ALL));
  }

  @GetMapping("/sandbox/scenarios")
  Envelope<List<Scenario>> scenarios() {
    return new Envelope<>(true, scenarios.list(baseUrl()));
  }

  private String baseUrl() {
    return urls.of(ContractFacts.BASE_PATH).toString();
  }

  private static ResponseEntity<Resource> file(Resource file, MediaType type, String policy) {
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.noCache())
        .header("Content-Security-Policy", policy)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .body(file);
  }

  private static ApiProblem notFound(HttpServletRequest request) {
    return ApiProblem.of(Message.PATH_NOT_FOUND, request.getRequestURI());
  }
}
