package com.vicsee.client.service;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.generated.model.ImageUpscaleSubmission;
import com.vicsee.client.generated.model.UpscaleImageRequest;
import com.vicsee.client.generated.model.UpscaleVideoRequest;
import com.vicsee.client.generated.model.VideoUpscaleSubmission;
import java.util.concurrent.CompletableFuture;

/**
 * Upscaling of existing media. The futures fail with what the synchronous methods throw; cancelling one cancels its
 * request.
 */
public interface ToolsAsyncService {

  /**
   * Submits the upscaling of an image. It is paid now, once, and given back in full when it fails.
   *
   * @param request the image, and by how much to enlarge it
   */
  default CompletableFuture<ImageUpscaleSubmission> upscaleImage(UpscaleImageRequest request) {
    return upscaleImage(request, RequestOptions.none());
  }

  /**
   * Submits the upscaling of an image. It is paid now, once, and given back in full when it fails.
   *
   * @param request the image, and by how much to enlarge it
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<ImageUpscaleSubmission> upscaleImage(UpscaleImageRequest request, RequestOptions options);

  /**
   * Submits the upscaling of an image. It is paid now, once, and given back in full when it fails. Returns the value
   * with what the response says beside it.
   *
   * @param request the image, and by how much to enlarge it
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<ApiResponse<ImageUpscaleSubmission>> upscaleImageWithResponse(UpscaleImageRequest request,
      RequestOptions options);

  /**
   * Submits the upscaling of a video. It is paid now, once, and given back in full when it fails.
   *
   * @param request the video, and by how much to enlarge it
   */
  default CompletableFuture<VideoUpscaleSubmission> upscaleVideo(UpscaleVideoRequest request) {
    return upscaleVideo(request, RequestOptions.none());
  }

  /**
   * Submits the upscaling of a video. It is paid now, once, and given back in full when it fails.
   *
   * @param request the video, and by how much to enlarge it
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<VideoUpscaleSubmission> upscaleVideo(UpscaleVideoRequest request, RequestOptions options);

  /**
   * Submits the upscaling of a video. It is paid now, once, and given back in full when it fails. Returns the value
   * with what the response says beside it.
   *
   * @param request the video, and by how much to enlarge it
   * @param options what this call does differently from the client's settings
   */
  CompletableFuture<ApiResponse<VideoUpscaleSubmission>> upscaleVideoWithResponse(UpscaleVideoRequest request,
      RequestOptions options);
}
