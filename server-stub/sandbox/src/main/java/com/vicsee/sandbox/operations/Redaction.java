package com.vicsee.sandbox.operations;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Redacts secrets in each log line, of any logger and in any format: API keys, the values of {@code Authorization} headers, and everything that looks like the
 * signature of an upload, such as the hash of a key. At level trace the container logs requests as they come.
 *
 * <p>It does not see a key that the container reads, and logs, in two pieces.
 */
@Component
final class Redaction {
  private static final String REPLACEMENT = "***";
  /** The first has a boundary before it, because "task-" ends in "sk-". A SHA-256 hash has 64 digits. */
  private static final Pattern SECRET = Pattern.compile(
      "(?<![A-Za-z0-9])sk-[^\\s\"'\\\\,;\\])}>]+|(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])|(?i:(?<=authorization: )|(?<=authorization:\")|(?<=authorization=))[^\\s\"\\\\\\[][^\\r\\n\"\\\\]*");

  Redaction() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLoggerList().forEach(Redaction::wrap);
    }
  }

  static String redact(String line) {
    return SECRET.matcher(line).replaceAll(REPLACEMENT);
  }

  private static void wrap(Logger logger) {
    for (Iterator<Appender<ILoggingEvent>> appenders = logger.iteratorForAppenders(); appenders.hasNext(); ) {
      if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> appender && !(appender.getEncoder() instanceof Redacting)) {
        appender.setEncoder(new Redacting(appender.getEncoder()));
      }
    }
  }

  private static final class Redacting extends EncoderBase<ILoggingEvent> {
    private final Encoder<ILoggingEvent> encoder;

    Redacting(Encoder<ILoggingEvent> encoder) {
      this.encoder = encoder;
      setContext(encoder.getContext());
      start();
    }

    @Override
    public byte[] headerBytes() {
      return encoder.headerBytes();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      byte[] line = encoder.encode(event);
      String text = new String(line, StandardCharsets.UTF_8);
      String redacted = redact(text);
      return redacted.equals(text) ? line : redacted.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
      return encoder.footerBytes();
    }
  }
}
