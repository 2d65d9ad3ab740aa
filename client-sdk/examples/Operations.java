import com.vicsee.client.VicSeeClient;
import com.vicsee.client.model.CreditBalance;
import com.vicsee.client.model.Download;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.ImageUpscaleSubmission;
import com.vicsee.client.model.Model;
import com.vicsee.client.model.Task;
import com.vicsee.client.model.TaskSubmission;
import com.vicsee.client.model.UpscaleFactor;
import com.vicsee.client.model.UpscaleImageRequest;
import com.vicsee.client.model.UpscaleVideoRequest;
import com.vicsee.client.model.Upload;
import com.vicsee.client.model.UploadContentType;
import com.vicsee.client.model.UploadRequest;
import com.vicsee.client.model.VideoUpscaleSubmission;
import java.util.List;

/**
 * Calls each operation once. The reference page shows the body of a method as the sample of the operation with its name, so each is
 * complete by itself. Key and server come from VICSEE_API_KEY and VICSEE_BASE_URL.
 */
class Operations {
  public static void main(String[] args) {
    try (VicSeeClient client = VicSeeClient.fromEnvironment()) {
      listModels(client);
      generateMedia(client);
      getTask(client);
      downloadResult(client);
      getCredits(client);
      upscaleImage(client);
      upscaleVideo(client);
      createUpload(client);
    }
  }

  static void listModels(VicSeeClient client) {
    List<Model> models = client.models().list();
    models.forEach(model -> System.out.println(model.id() + ": " + model.description()));
  }

  static void generateMedia(VicSeeClient client) {
    GenerateRequest request = GenerateRequest.builder()
        .model("flux-2-pro-text-to-image")
        .prompt("A lighthouse at dawn, oil on canvas")
        .build();
    TaskSubmission submission = client.generations().create(request);
    System.out.println(submission.id() + " costs " + submission.creditsUsed() + " credits");
  }

  static void getTask(VicSeeClient client) {
    Task task = client.tasks().retrieve("task_sandbox_completed");
    System.out.println(task.status() + ", " + task.progress() + " %");
  }

  static void downloadResult(VicSeeClient client) {
    Download link = client.tasks().link("task_sandbox_completed");
    System.out.println(link.url());
  }

  static void getCredits(VicSeeClient client) {
    CreditBalance balance = client.credits().balance();
    System.out.println(balance.credits() + " credits are left");
  }

  static void upscaleImage(VicSeeClient client) {
    UpscaleImageRequest request = UpscaleImageRequest.builder()
        .imageUrl("https://sandbox.vicsee.com/inputs/image-1280x720.png")
        .upscaleFactor(UpscaleFactor._2)
        .build();
    ImageUpscaleSubmission submission = client.tools().upscaleImage(request);
    System.out.println(submission.id() + " costs " + submission.creditsUsed() + " credits");
  }

  static void upscaleVideo(VicSeeClient client) {
    UpscaleVideoRequest request = UpscaleVideoRequest.builder()
        .videoUrl("https://sandbox.vicsee.com/inputs/video-1280x720-8.5s.mp4")
        .upscaleFactor(UpscaleFactor._2)
        .build();
    VideoUpscaleSubmission submission = client.tools().upscaleVideo(request);
    System.out.println(submission.id() + " costs " + submission.creditsUsed() + " credits");
  }

  static void createUpload(VicSeeClient client) {
    UploadRequest request = UploadRequest.builder()
        .contentType(UploadContentType.IMAGE_PNG)
        .sizeBytes(2_097_152L)
        .build();
    Upload upload = client.uploads().create(request);
    System.out.println("PUT the bytes to " + upload.uploadUrl() + ", then use " + upload.publicUrl());
  }
}
