import com.vicsee.client.VicSeeClient
import com.vicsee.client.model.GenerateRequest
import com.vicsee.client.model.Task

/** The compiler refuses each function: it passes a null where none is allowed, or takes a value that may be null as one that is not. */
fun nullModel() = GenerateRequest.builder().model(null)

fun nullRequest(client: VicSeeClient) = client.generations().create(null)

fun unknownProperty(task: Task): Any = task.additionalProperties()["brandNew"]
