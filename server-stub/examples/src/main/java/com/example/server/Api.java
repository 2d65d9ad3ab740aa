package com.example.server;

import com.example.server.ExampleServer.User;
import com.example.server.Uploads.Source;
import com.vicsee.server.api.CreditsApi;
import com.vicsee.server.api.GenerationApi;
import com.vicsee.server.api.ModelsApi;
import com.vicsee.server.api.TasksApi;
import com.vicsee.server.api.ToolsApi;
import com.vicsee.server.catalogue.Catalogue;
import com.vicsee.server.catalogue.ModelRequest;
import com.vicsee.server.catalogue.Price;
import com.vicsee.server.download.ByteResponses;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.gate.Caller;
import com.vicsee.server.model.*;
import java.net.URI;
import java.time.Clock;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** All operations but the uploads. The stub has found the caller and checked the request, and answers a repeated idempotency key by itself. */
@RestController
class Api implements ModelsApi, CreditsApi, GenerationApi, ToolsApi, TasksApi {
  private final Catalogue catalogue;
  private final Jobs jobs;
  private final Uploads uploads;
  private final Clock clock;

  Api(Catalogue catalogue, Jobs jobs, Uploads uploads, Clock clock) {
    this.catalogue = catalogue;
    this.jobs = jobs;
    this.uploads = uploads;
    this.clock = clock;
  }

  @Override
  public ResponseEntity<ModelListResponse> listModels(ListModelsParameters parameters) {
    return ResponseEntity.ok(new ModelListResponse(true, catalogue.list(parameters.type())));
  }

  @Override
  public ResponseEntity<CreditsResponse> getCredits(GetCreditsParameters parameters) {
    return ResponseEntity.ok(new CreditsResponse(true, new CreditBalance(jobs.balance(Caller.current(User.class)))));
  }

  @Override
  public ResponseEntity<TaskSubmissionResponse> generateMedia(GenerateRequest request, GenerateMediaParameters parameters) {
    var asked = ModelRequest.of(catalogue.get(request.getModel()), request);
    return ResponseEntity.ok(new TaskSubmissionResponse(true, submit(asked, price(asked, uploads.source(asked, "input")))));
  }

  @Override
  public ResponseEntity<ImageUpscaleResponse> upscaleImage(UpscaleImageRequest request, UpscaleImageParameters parameters) {
    UpscaleFactor factor = request.getUpscaleFactor();
    var asked = ModelRequest.ofTool(catalogue.get("topaz-image-upscale"), request.getImageUrl(), factor);
    Source source = uploads.source(asked, "image_url");
    Price price = price(asked, source);
    TaskSubmission task = submit(asked, price);
    return ResponseEntity.ok(new ImageUpscaleResponse(true, new ImageUpscaleSubmission(
        task.getId(), task.getModel(), task.getStatus(), task.getCreditsUsed(), task.getCreditsRemaining(), task.getCreatedAt(),
        new ImageUpscaleInput(factor, source.width() + "×" + source.height(), price.rule().getTier()))));
  }

  @Override
  public ResponseEntity<VideoUpscaleResponse> upscaleVideo(UpscaleVideoRequest request, UpscaleVideoParameters parameters) {
    UpscaleFactor factor = request.getUpscaleFactor();
    var asked = ModelRequest.ofTool(catalogue.get("topaz-video-upscale"), request.getVideoUrl(), factor);
    Source source = uploads.source(asked, "video_url");
    Price price = price(asked, source);
    TaskSubmission task = submit(asked, price);
    return ResponseEntity.ok(new VideoUpscaleResponse(true, new VideoUpscaleSubmission(
        task.getId(), task.getModel(), task.getStatus(), task.getCreditsUsed(), task.getCreditsRemaining(), task.getCreatedAt(),
        new VideoUpscaleInput(factor, source.seconds() + "s", (int) price.units(), price.rule().getCredits()))));
  }

  @Override
  public ResponseEntity<TaskResponse> getTask(String id, GetTaskParameters parameters) {
    Job job = jobs.find(Caller.current(User.class), id);
    return ResponseEntity.ok(new TaskResponse(true, job.task(clock.instant(), url(job))));
  }

  @Override
  public ResponseEntity<DownloadResponse> downloadResult(String id, DownloadResultParameters parameters) {
    Job job = jobs.find(Caller.current(User.class), id);
    if (job.status(clock.instant()) != TaskStatus.COMPLETED) {
      throw ApiProblem.of(ErrorCode.Message.NO_RESULT);
    }
    if (parameters.mode() == DownloadMode.PROXY) {
      String contentType = MediaTypeFactory.getMediaType(job.file()).orElseThrow().toString();
      ByteResponses.send(new ClassPathResource("static" + job.file()), contentType, job.type().getValue());
      return null;
    }
    return ResponseEntity.ok(new DownloadResponse(true, new Download(url(job), job.type(), null)));
  }

  private static Price price(ModelRequest asked, Source source) {
    long factor = Long.parseLong(asked.options().getOrDefault("upscale_factor", "1"));
    return Price.of(asked, source.seconds(), factor * source.width() * factor * source.height());
  }

  private TaskSubmission submit(ModelRequest asked, Price price) {
    return jobs.submit(Caller.current(User.class), asked, price.credits());
  }

  private static URI url(Job job) {
    return ServletUriComponentsBuilder.fromCurrentContextPath().path(job.file()).build().toUri();
  }
}
