import com.vicsee.client.VicSeeClient;
import com.vicsee.client.error.ApiException;
import com.vicsee.client.error.AwaitTimeoutException;
import com.vicsee.client.error.RateLimitedException;
import com.vicsee.client.error.TaskFailedException;
import com.vicsee.client.error.VicSeeException;
import com.vicsee.client.file.DownloadOptions;
import com.vicsee.client.file.TransferListener;
import com.vicsee.client.model.ErrorCode;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Task;
import com.vicsee.client.task.AwaitOptions;
import java.io.Console;
import java.nio.file.Path;
import java.util.List;

/**
 * Generates an image, a video or a song, shows its progress, and saves it: {@code Generate PROMPT [MODEL]}. Key and
 * server come from VICSEE_API_KEY and VICSEE_BASE_URL.
 */
class Generate {
  private static final String USAGE = """
      Usage: Generate PROMPT [MODEL]
      Generates what the prompt says and saves it in the working folder. Default model: flux-2-pro-text-to-image.
      The API key is taken from VICSEE_API_KEY, the base URL from VICSEE_BASE_URL when it is set.
      Exit status: 0 saved, 1 failed, 2 used wrongly, 3 worth another try later.""";
  private static final int BAR = 30;
  private static final boolean TERMINAL = isTerminal();

  public static void main(String[] args) {
    if (args.length < 1 || args.length > 2 || args[0].isBlank() || args[0].startsWith("-")) {
      System.err.println(USAGE);
      System.exit(2);
    }
    System.exit(run(args[0], args.length > 1 ? args[1] : "flux-2-pro-text-to-image"));
  }

  private static int run(String prompt, String model) {
    try (VicSeeClient client = VicSeeClient.fromEnvironment()) {
      Task task = client.generations().createAndWait(
          GenerateRequest.builder().model(model).prompt(prompt).build(),
          AwaitOptions.builder().listener(state -> progress("Generating", state.progress())).build());
      endOfProgress();
      save(client, task);
      System.out.println(client.credits().balance().credits() + " credits are left");
      return 0;
    } catch (TaskFailedException failed) {
      return fail(failed, "The credits are refunded.");
    } catch (AwaitTimeoutException late) {
      return fail(late, "The task still runs. Read it again later.");
    } catch (RateLimitedException limited) {
      return fail(limited, limited.reset().map(reset -> "The quota is reset at " + reset + ".").orElse("Wait a while."));
    } catch (ApiException refused) {
      return fail(refused, refused.code() == ErrorCode.UNKNOWN ? "" : refused.code().remedy());
    } catch (VicSeeException failure) {
      return fail(failure, failure.isRetryable() ? "Try it again." : "");
    } catch (IllegalStateException | IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage() + "\n" + USAGE);
      return 2;
    }
  }

  private static void save(VicSeeClient client, Task task) {
    List<Path> files = client.tasks().save(task, Path.of(""), options());
    endOfProgress();
    files.forEach(file -> System.out.println(file + " is saved"));
  }

  private static DownloadOptions options() {
    TransferListener listener = (done, total) -> total.ifPresent(all -> progress("Saving", (int) (100 * done / Math.max(1, all))));
    return DownloadOptions.builder().listener(listener).build();
  }

  /** Draws a bar over the last one, in a terminal; a log gets no bars. */
  private static void progress(String what, int percent) {
    if (TERMINAL) {
      int full = Math.min(BAR, BAR * percent / 100);
      System.err.print("\r" + what + " [" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + percent + " % ");
    }
  }

  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null || System.getenv("TERM") == null) {
      return false;
    }
    try {
      // Since Java 22 there may be a console without a terminal, and it says which.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }

  private static void endOfProgress() {
    if (TERMINAL) {
      System.err.print("\r" + " ".repeat(BAR + 24) + "\r");
    }
  }

  private static int fail(VicSeeException failure, String remedy) {
    endOfProgress();
    System.err.println(failure.getMessage() + (remedy.isEmpty() ? "" : "\n" + remedy));
    return failure.isRetryable() ? 3 : 1;
  }
}
