import com.vicsee.client.VicSeeClient
import com.vicsee.client.error.VicSeeException
import com.vicsee.client.model.GenerateRequest
import com.vicsee.client.model.Task
import com.vicsee.client.model.TaskResult
import java.nio.file.Path

/** Uses the client without a null check where there is never a null, and with one where there may be. */
class Shop(private val client: VicSeeClient) {
    fun poster(motif: String, style: String?): List<Path> {
        val request = GenerateRequest.builder().model("flux-2-pro-text-to-image").prompt(style?.let { "$motif, $it" }).build()
        val task: Task = client.generations().createAndWait(request)
        val result: TaskResult? = task.result().orElse(null)
        return if (result == null) emptyList() else client.tasks().save(task, Path.of("posters"))
    }

    fun keyOf(failure: VicSeeException): String = failure.idempotencyKey().orElse("none")

    fun brandNew(task: Task): Int = task.additionalProperties()["brandNew"]?.toString()?.length ?: 0
}
