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
 * Takes secrets out of each line before it is written, whoever logged it and in whatever form: API keys, the values of {@code Authorization} headers, and the
 * signatures of uploads, with everything that looks like one, such as the hash of a key. At the level trace the container prints requests as they come.
 *
 * <p>What it cannot see is a key that the container read, and so logs, in two pieces.
 */
@Component
final class Redaction {
  private static final String REPLACEMENT = "***";
  /** The first has a boundary before it, because "task-" ends like that too. SHA-256 has 64 digits. */
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
