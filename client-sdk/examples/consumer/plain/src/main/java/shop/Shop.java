package shop;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.error.InsufficientCreditsException;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.model.GenerateOptions;
import com.vicsee.client.model.GenerateRequest;
import java.nio.file.Path;

/** Sells posters, which it has generated. */
public class Shop {
  private final VicSeeClient client;

  /** Makes a shop. */
  public Shop(VicSeeClient client) {
    this.client = client;
  }

  /** Makes a poster, and says in a word how that went. */
  public String poster(String motif, Path file) {
    try {
      var task = client.generations().createAndWait(
          GenerateRequest.builder().model("nano-banana-pro-text-to-image").prompt(motif)
              .options(GenerateOptions.builder().resolution("4K").build()).build());
      client.tasks().download(task.id(), file);
      return "done";
    } catch (InsufficientCreditsException refused) {
      return "buy " + (refused.required().orElseThrow() - refused.available().orElseThrow()) + " credits";
    } catch (RateLimitedException limited) {
      return "come back at " + limited.reset().orElseThrow();
    } catch (TaskFailedException failed) {
      return "failed: " + failed.taskErrorCode().orElse("no reason is told");
    }
  }
}
