package com.vicsee.sandbox.media;

import com.vicsee.sandbox.account.Account;
import com.vicsee.sandbox.database.Identifiers;
import com.vicsee.server.body.BodyLimit;
import com.vicsee.server.error.ApiProblem;
import com.vicsee.server.model.ErrorCode.Message;
import com.vicsee.server.model.Upload;
import com.vicsee.server.model.UploadType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Uploads of callers. The URL to put to is signed over key, type, size and expiry, and needs no API key. The bytes are a file of the media folder, which an
 * instance that does not have it takes from the {@link Archive}.
 */
@Service
public class Uploads implements BodyLimit {
  /** The path below which uploads are written and read. */
  public static final String PATH = "/uploads/";
  private static final Duration VALIDITY = Duration.ofMinutes(15);
  private static final String ALGORITHM = "HmacSHA256";

  private final JdbcClient jdbc;
  private final MediaFolder folder;
  private final Archive archive;
  private final MediaUrls urls;
  private final Clock clock;
  private final SecretKeySpec secret;
  private final TransactionTemplate transaction;

  Uploads(
      JdbcClient jdbc,
      MediaFolder folder,
      @Qualifier("uploadArchive") Archive archive,
      MediaUrls urls,
      Clock clock,
      SigningSecret secret,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.folder = folder;
    this.archive = archive;
    this.urls = urls;
    this.clock = clock;
    this.secret = new SecretKeySpec(secret.bytes(), ALGORITHM);
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Signs a place for an upload. */
  public Upload create(Account caller, String contentType, long sizeBytes) {
    UploadType type = UploadType.of(contentType).orElseThrow();
    if (sizeBytes > type.maxBytes()) {
      throw ApiProblem.of(Message.UPLOAD_TOO_LARGE, type.contentType(), type.maxBytes());
    }
    String key = Identifiers.next("upl");
    Instant expiresAt = clock.instant().plus(VALIDITY);
    jdbc.sql("insert into uploads (id, user_id, content_type, size_bytes, expires_at) values (?, ?, ?, ?, ?)")
        .params(key, caller.userId(), type.contentType(), sizeBytes, expiresAt.toEpochMilli())
        .update();
    long expires = expiresAt.toEpochMilli();
    return new Upload(
        urls.of(PATH + key + "?expires=" + expires + "&signature=" + sign(key, type.contentType(), sizeBytes, expires)),
        urls.of(PATH + key + '.' + type.extension()),
        key,
        expiresAt);
  }

  /**
   * Checks what is known of an upload before its bytes are taken.
   *
   * @param contentType the announced media type; null when there is none
   * @param length the announced length in bytes; -1 when there is none
   * @throws ApiProblem if the signature, the type, the size or the time is not what was signed
   */
  public void checkSigned(String key, String expires, String signature, @Nullable String contentType, long length) {
    Pending upload = find(key).filter(it -> isSigned(it, expires, signature)).orElseThrow(() -> ApiProblem.of(Message.ACCESS_DENIED));
    if (contentType == null || !contentType.strip().equalsIgnoreCase(upload.contentType())) {
      throw ApiProblem.of(Message.UNSUPPORTED_MEDIA_TYPE, contentType == null || contentType.isBlank() ? "(none)" : contentType, upload.contentType());
    }
    if (length > upload.sizeBytes()) {
      throw ApiProblem.of(Message.UPLOAD_TOO_LARGE, upload.contentType(), upload.sizeBytes());
    }
    if (length >= 0 && length != upload.sizeBytes()) {
      throw wrongSize(upload, length);
    }
  }

  /**
   * Takes the bytes of an upload, as a stream. {@link #checkSigned} comes first.
   *
   * @throws ApiProblem if there are more or fewer than were signed
   */
  public void store(String key, InputStream bytes) throws IOException {
    Pending upload = find(key).orElseThrow(() -> ApiProblem.of(Message.ACCESS_DENIED));
    Path draft = MediaFolder.draft(folder.uploads());
    try {
      long stored = copy(bytes, draft, upload);
      if (stored != upload.sizeBytes()) {
        throw wrongSize(upload, stored);
      }
      save(upload, draft);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private boolean isSigned(Pending upload, String expires, String signature) {
    byte[] expected = sign(upload.key(), upload.contentType(), upload.sizeBytes(), upload.expiresAt()).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))
        && expires.equals(Long.toString(upload.expiresAt()))
        && clock.millis() <= upload.expiresAt();
  }

  /** The path counts as it is routed, not as it was written. */
  @Override
  public OptionalLong of(HttpServletRequest request) {
    String path = request.getServletPath();
    Optional<Pending> upload = path.startsWith(PATH)
        ? find(path.substring(PATH.length())).filter(it -> isSigned(it, text(request, "expires"), text(request, "signature")))
        : Optional.empty();
    return upload.isPresent() ? OptionalLong.of(upload.get().sizeBytes()) : OptionalLong.empty();
  }

  private static String text(HttpServletRequest request, String parameter) {
    String value = UriComponentsBuilder.newInstance().query(request.getQueryString()).build().getQueryParams().getFirst(parameter);
    return value == null ? "" : value;
  }

  /**
   * The time of storing tells these bytes from any that were sent before, so each is later than the last, whatever the clock says. The row is locked first, so
   * that of two who send at once one wins as a whole. It is gone when the bytes took longer to come than an upload is kept.
   */
  private void save(Pending upload, Path draft) throws IOException {
    long now = clock.millis();
    try {
      transaction.executeWithoutResult(status -> {
        if (jdbc.sql("update uploads set stored_at = case when stored_at >= ? then stored_at + 1 else ? end where id = ?").params(now, now, upload.key()).update() == 0) {
          throw ApiProblem.of(Message.ACCESS_DENIED);
        }
        try {
          archive.save(upload.key(), draft);
          MediaFolder.replace(draft, folder.uploads().resolve(find(upload.key()).orElseThrow().version()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (upload.storedAt() != null) {
      Files.deleteIfExists(folder.uploads().resolve(upload.version()));
    }
  }

  /**
   * The bytes of an upload.
   *
   * @param version tells these bytes from any that were or will be sent to the same place
   */
  public record Stored(Path file, String contentType, String version) {}

  /** Returns the bytes of an upload under its public name, if they were sent. */
  public Optional<Stored> stored(String fileName) {
    return find(keyOf(fileName))
        .filter(upload -> fileName.endsWith('.' + UploadType.of(upload.contentType()).orElseThrow().extension()))
        .flatMap(this::stored);
  }

  /** Returns the bytes of the upload with a key, if they were sent. */
  public Optional<Stored> storedUnder(String key) {
    return find(key).flatMap(this::stored);
  }

  private Optional<Stored> stored(Pending upload) {
    return file(upload).map(file -> new Stored(file, upload.contentType(), upload.version()));
  }

  /** Returns the file of an upload, if its bytes were sent to this instance or to another. */
  private Optional<Path> file(Pending upload) {
    if (upload.storedAt() == null) {
      return Optional.empty();
    }
    Path file = folder.uploads().resolve(upload.version());
    try {
      return MediaFolder.use(file) || archive.restore(upload.key(), file) ? Optional.of(file) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the bytes of an upload of a user's own. */
  Optional<Path> stored(String userId, String fileName) {
    return stored(fileName).map(Stored::file).filter(file -> find(keyOf(fileName)).filter(it -> it.userId().equals(userId)).isPresent());
  }

  private static String keyOf(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0 ? fileName : fileName.substring(0, dot);
  }

  private static long copy(InputStream bytes, Path target, Pending upload) throws IOException {
    long total = 0;
    byte[] buffer = new byte[64 * 1024];
    try (var out = Files.newOutputStream(target)) {
      for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
        total += n;
        if (total > upload.sizeBytes()) {
          throw ApiProblem.of(Message.UPLOAD_TOO_LARGE, upload.contentType(), upload.sizeBytes());
        }
        out.write(buffer, 0, n);
      }
    }
    return total;
  }

  private static ApiProblem wrongSize(Pending upload, long received) {
    return ApiProblem.invalidParameter("Content-Length", "must be " + upload.sizeBytes() + "; received " + received);
  }

  private Optional<Pending> find(String key) {
    return jdbc.sql("select id, user_id, content_type, size_bytes, expires_at, stored_at from uploads where id = ?")
        .param(key)
        .query((row, n) -> new Pending(
            row.getString(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5), (Long) row.getObject(6)))
        .optional();
  }

  private String sign(String key, String contentType, long sizeBytes, long expires) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      String signed = String.join("\n", key, contentType, Long.toString(sizeBytes), Long.toString(expires));
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** An upload that was allowed; {@code storedAt} is null until its bytes are there. */
  private record Pending(String key, String userId, String contentType, long sizeBytes, long expiresAt, @Nullable Long storedAt) {
    /** The name of the file too. */
    String version() {
      return key + '.' + storedAt;
    }
  }
}
