import com.vicsee.client.VicSeeClient
import com.vicsee.client.error.VicSeeException
import com.vicsee.client.http.Transport
import com.vicsee.client.model.GenerateRequest
import com.vicsee.client.model.Task
import com.vicsee.client.model.TaskResult
import java.net.http.HttpHeaders
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandler
import java.nio.file.Path
import java.util.concurrent.CompletableFuture

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

/** A fake of the API: every answer is a balance. */
object Balance : Transport {
    private val headers = HttpHeaders.of(mapOf("Content-Type" to listOf("application/json"))) { _, _ -> true }

    override fun <T> send(request: HttpRequest, handler: BodyHandler<T>): T = sendAsync(request, handler).join()

    override fun <T> sendAsync(request: HttpRequest, handler: BodyHandler<T>): CompletableFuture<T> =
        Transport.respond(handler, 200, headers, """{"success": true, "data": {"credits": 7}}""".toByteArray())
}
