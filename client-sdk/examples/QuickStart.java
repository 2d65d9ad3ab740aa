import com.vicsee.client.VicSeeClient;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Task;
import java.nio.file.Path;

/** Generates a picture and saves it. Key and server come from VICSEE_API_KEY and VICSEE_BASE_URL. */
class QuickStart {
  public static void main(String[] args) {
    try (VicSeeClient client = VicSeeClient.fromEnvironment()) {
      Task task = client.generations().createAndWait(
          GenerateRequest.builder().model("flux-2-pro-text-to-image").prompt("A lighthouse at dawn").build());
      client.tasks().download(task.id(), Path.of("lighthouse.png"));
      System.out.println("lighthouse.png is saved, " + client.credits().balance().credits() + " credits are left");
    }
  }
}
