package com.vicsee.sandbox.control;

import com.vicsee.sandbox.generation.GenerationJobs;
import com.vicsee.server.body.WireTime;
import com.vicsee.server.error.ApiProblem;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The control endpoints of the sandbox, beside the API. They need no key and count against no quota. */
@RestController
@RequestMapping("/sandbox")
@ConditionalOnControl
class SandboxController {
  private static final Duration LONGEST_ADVANCE = Duration.ofDays(3660);

  private final SandboxData data;
  private final SandboxClock clock;
  private final GenerationJobs jobs;
  private final RequestJournal journal;

  SandboxController(SandboxData data, SandboxClock clock, GenerationJobs jobs, RequestJournal journal) {
    this.data = data;
    this.clock = clock;
    this.jobs = jobs;
    this.journal = journal;
  }

  /** The envelope of the API, for responses beside it. */
  record Envelope<T>(boolean success, T data) {}

  /**
   * How far to advance the clock.
   *
   * @param advance an ISO 8601 duration, {@code PT24H}
   */
  record ClockRequest(@Nullable String advance) {}

  @PostMapping("/reset")
  Envelope<Map<String, String>> reset() {
    data.reset();
    return now();
  }

  @PostMapping("/clock")
  Envelope<Map<String, String>> advance(@RequestBody ClockRequest request) {
    Duration by = parse(request.advance());
    clock.advance(by);
    jobs.advanceBy(by);
    return now();
  }

  @GetMapping("/clock")
  Envelope<Map<String, String>> now() {
    return new Envelope<>(true, Map.of("now", WireTime.format(clock.instant())));
  }

  @GetMapping("/requests")
  Envelope<List<RequestJournal.Entry>> requests() {
    return new Envelope<>(true, journal.list());
  }

  private static Duration parse(@Nullable String advance) {
    try {
      Duration by = Duration.parse(advance == null ? "" : advance);
      if (!by.isNegative() && by.compareTo(LONGEST_ADVANCE) <= 0) {
        return by;
      }
    } catch (DateTimeParseException e) {
      // Reported below, as a duration out of range is.
    }
    throw ApiProblem.invalidParameter("advance", "must be an ISO 8601 duration from PT0S to PT87840H, as PT24H; received \"" + advance + '"');
  }
}
