package shop;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.vicsee.client.VicSeeClient;
import org.junit.jupiter.api.Test;

class UnmanagedTest {
  @Test
  void client_withTheAnnotationsOfBoot3_saysWhatToImportOrToSet() {
    String message = assertThrows(IllegalStateException.class, VicSeeClient.builder()::build).getMessage();
    assertTrue(message.contains("vicsee-bom") && message.contains("jackson-bom.version"), message);
  }
}
