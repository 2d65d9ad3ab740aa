package com.vicsee.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.vicsee.client.json.Json;
import com.vicsee.client.model.GenerateRequest;
import com.vicsee.client.model.Operation;
import com.vicsee.client.model.UploadContentType;
import com.vicsee.client.model.UploadRequest;
import com.vicsee.client.model.UpscaleImageRequest;
import com.vicsee.client.model.UpscaleVideoRequest;
import com.vicsee.client.support.Answer;
import com.vicsee.client.support.Contract;
import com.vicsee.client.support.Face;
import com.vicsee.client.testing.FakeTime;
import com.vicsee.client.support.TestServer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What comes after this version: an unseen value in every enum of every answer, an unseen field in every object, null
 * in every nullable place, and nothing in every optional one. The places are those of the contract.
 */
class OpennessTest {

  private static final String UNSEEN = "unseen_value";
  private static final Contract CONTRACT = Contract.read();
  private static final ObjectMapper JSON = Json.MAPPER;
  private static final TestServer SERVER = new TestServer();
  private static final VicSeeClient CLIENT = SERVER.client(new FakeTime()).build();

  private static final Map<Operation, Function<VicSeeClient, Object>> CALLS = new EnumMap<>(Map.of(
      Operation.LIST_MODELS, client -> client.models().list(),
      Operation.GENERATE_MEDIA, client -> client.generations()
          .create(GenerateRequest.builder().model("m").build()),
      Operation.GET_TASK, client -> client.tasks().retrieve("task_1"),
      Operation.DOWNLOAD_RESULT, client -> client.tasks().link("task_1"),
      Operation.GET_CREDITS, client -> client.credits().balance(),
      Operation.UPSCALE_IMAGE, client -> client.tools()
          .upscaleImage(UpscaleImageRequest.builder().imageUrl("https://a").build()),
      Operation.UPSCALE_VIDEO, client -> client.tools()
          .upscaleVideo(UpscaleVideoRequest.builder().videoUrl("https://a").build()),
      Operation.CREATE_UPLOAD, client -> client.uploads().create(
          UploadRequest.builder().contentType(UploadContentType.IMAGE_PNG).sizeBytes(1L).build())));

  /** One change to an answer that the contract allows: where, and what is there then. */
  private record Change(Operation operation, String what, JsonNode answer) {
    @Override
    public String toString() {
      return operation.operationId() + ": " + what;
    }
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    SERVER.close();
  }

  private static List<Arguments> changes() {
    List<Arguments> all = new ArrayList<>();
    for (Change change : allChanges()) {
      for (Face face : Face.values()) {
        all.add(Arguments.of(change, face));
      }
    }
    return all;
  }

  private static List<Change> allChanges() {
    List<Change> changes = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      JsonNode schema = CONTRACT.successOf(operation.method(), operation.path());
      for (int variant = 0; variant < CONTRACT.variants(schema); variant++) {
        JsonNode sample = CONTRACT.sample(schema, variant);
        int chosen = variant;
        changes.add(new Change(operation, "as it is, variant " + variant, sample));
        CONTRACT.visit(schema, sample, variant, (part, object) -> {
          if (object.isObject()) {
            changes.addAll(changesOf(operation, schema, sample, chosen, part, (ObjectNode) object));
          }
        });
      }
    }
    return changes;
  }

  /** Changes an object in place, copies the whole, and changes it back. */
  private static List<Change> changesOf(
      Operation operation, JsonNode schema, JsonNode whole, int variant, JsonNode part, ObjectNode object) {
    List<Change> changes = new ArrayList<>();
    if (!part.has("properties")) {
      return changes;
    }
    object.putObject("unseenField").put("deep", 1);
    changes.add(new Change(operation, "unseen field in " + object.propertyNames(), whole.deepCopy()));
    object.remove("unseenField");
    part.get("properties").properties().forEach(property -> {
      String name = property.getKey();
      JsonNode before = object.get(name);
      JsonNode type = CONTRACT.resolve(property.getValue());
      if (type.has("enum")) {
        object.put(name, UNSEEN);
        changes.add(new Change(operation, "unseen value of " + name + ", variant " + variant, whole.deepCopy()));
      }
      if (CONTRACT.isNullable(property.getValue())) {
        object.putNull(name);
        changes.add(new Change(operation, "null in " + name, whole.deepCopy()));
      }
      object.set(name, before);
      if (!isRequired(part, name)) {
        object.remove(name);
        changes.add(new Change(operation, "no " + name, whole.deepCopy()));
        object.set(name, before);
      }
    });
    return changes;
  }

  private static boolean isRequired(JsonNode part, String name) {
    // Parts of an allOf are put together without it; what is required there is not left out.
    if (!part.has("required")) {
      return true;
    }
    for (JsonNode each : part.get("required")) {
      if (each.asString().equals(name)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void answer_compressedUnasked_isRead() {
    SERVER.answering(request -> Answer.ok("{\"credits\": 7}").gzipped());

    assertThat(CLIENT.credits().balance().credits()).isEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void answer_ofALaterVersion_isReadAndKeepsWhatItSays(Change change, Face face) {
    SERVER.then(Answer.of(200, change.answer().toString()));

    Object value = CALLS.get(change.operation()).apply(face.of(CLIENT));

    JsonNode read = JSON.valueToTree(value);
    assertThat(read.toString().contains(UNSEEN)).isEqualTo(change.answer().toString().contains(UNSEEN));
    assertKept(change.answer().get("data"), read);
  }

  @Test
  void changes_areAsManyAsTheContractHas() {
    assertThat(CALLS).containsOnlyKeys(Operation.values());
    assertThat(allChanges()).filteredOn(change -> change.what().startsWith("unseen value")).hasSizeGreaterThan(15);
    assertThat(allChanges()).filteredOn(change -> change.what().startsWith("unseen field")).hasSizeGreaterThan(25);
    assertThat(allChanges()).filteredOn(change -> change.what().startsWith("null in")).hasSizeGreaterThan(8);
    assertThat(allChanges()).filteredOn(change -> change.what().startsWith("no ")).hasSizeGreaterThan(8);
  }

  /** Says that all that was sent is there, but for unseen fields and nulls. */
  private static void assertKept(JsonNode sent, JsonNode read) {
    if (sent.isObject()) {
      sent.properties().forEach(property -> {
        if (!property.getKey().equals("unseenField") && !property.getValue().isNull()) {
          assertThat(read.has(property.getKey())).as(property.getKey()).isTrue();
          assertKept(property.getValue(), read.get(property.getKey()));
        }
      });
    } else if (sent.isArray()) {
      assertThat(read.size()).isEqualTo(sent.size());
      for (int index = 0; index < sent.size(); index++) {
        assertKept(sent.get(index), read.get(index));
      }
    } else if (sent.isNumber()) {
      assertThat(read.decimalValue()).isEqualByComparingTo(sent.decimalValue());
    } else if (sent.isString() && sent.asString().matches("\\d{4}-.*Z")) {
      assertThat(java.time.Instant.parse(read.asString())).isEqualTo(java.time.Instant.parse(sent.asString()));
    } else {
      assertThat(read).isEqualTo(sent);
    }
  }
}
