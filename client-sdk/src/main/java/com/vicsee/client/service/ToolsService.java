package com.vicsee.client.service;

import com.vicsee.client.ApiResponse;
import com.vicsee.client.RequestOptions;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.generated.model.ImageUpscaleSubmission;
import com.vicsee.client.generated.model.UpscaleImageRequest;
import com.vicsee.client.generated.model.UpscaleVideoRequest;
import com.vicsee.client.generated.model.VideoUpscaleSubmission;

/** Upscaling of existing media. Thread-safe. */
public interface ToolsService {

  /**
   * Submits the upscaling of an image. It is paid now, once, and given back in full when it fails.
   *
   * @param request the image, and by how much to enlarge it
   * @throws VicSeeException when the call fails
   */
  default ImageUpscaleSubmission upscaleImage(UpscaleImageRequest request) {
    return upscaleImage(request, RequestOptions.none());
  }

  /**
   * Submits the upscaling of an image. It is paid now, once, and given back in full when it fails.
   *
   * @param request the image, and by how much to enlarge it
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  ImageUpscaleSubmission upscaleImage(UpscaleImageRequest request, RequestOptions options);

  /**
   * Submits the upscaling of an image. It is paid now, once, and given back in full when it fails. Returns the value
   * with what the response says beside it.
   *
   * @param request the image, and by how much to enlarge it
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  ApiResponse<ImageUpscaleSubmission> upscaleImageWithResponse(UpscaleImageRequest request, RequestOptions options);

  /**
   * Submits the upscaling of a video. It is paid now, once, and given back in full when it fails.
   *
   * @param request the video, and by how much to enlarge it
   * @throws VicSeeException when the call fails
   */
  default VideoUpscaleSubmission upscaleVideo(UpscaleVideoRequest request) {
    return upscaleVideo(request, RequestOptions.none());
  }

  /**
   * Submits the upscaling of a video. It is paid now, once, and given back in full when it fails.
   *
   * @param request the video, and by how much to enlarge it
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  VideoUpscaleSubmission upscaleVideo(UpscaleVideoRequest request, RequestOptions options);

  /**
   * Submits the upscaling of a video. It is paid now, once, and given back in full when it fails. Returns the value
   * with what the response says beside it.
   *
   * @param request the video, and by how much to enlarge it
   * @param options what this call does differently from the client's settings
   * @throws VicSeeException when the call fails
   */
  ApiResponse<VideoUpscaleSubmission> upscaleVideoWithResponse(UpscaleVideoRequest request, RequestOptions options);
}
