package shop;

import com.vicsee.client.VicSeeClient;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Task;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Service;

/** Sells posters. The client is a bean of the starter. */
@SpringBootApplication
public class ShopApplication {
  public static void main(String[] args) {
    SpringApplication.run(ShopApplication.class, args);
  }

  @Service
  record Posters(VicSeeClient client) {
    List<Path> poster(String motif, Path folder) {
      Task task = client.generations().createAndWait(
          GenerateRequest.builder().model("flux-2-pro-text-to-image").prompt(motif).build());
      return client.tasks().save(task, folder);
    }
  }
}
