package com.vicsee.client.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a download go. Used by one thread at a time. */
interface Sink {

  /** Returns how many bytes are there from before; zero unless a part was kept. */
  long open() throws IOException;

  /** Returns the version that the bytes from before belong to; null when that is not known. */
  @Nullable String version();

  /** Notes the version of the bytes that follow. */
  void version(@Nullable String value) throws IOException;

  /** Says whether the bytes written so far can be removed. */
  boolean canRestart();

  /** Removes the bytes written so far. */
  void restart() throws IOException;

  /** Writes bytes. */
  void write(ByteBuffer bytes) throws IOException;

  /** Ends a download that is complete. */
  void finish() throws IOException;

  /** Ends a download that failed. */
  void abandon();

  /** Returns the sink to a channel of the caller's, which stays open. */
  static Sink to(WritableByteChannel channel) {
    return new ToChannel(channel);
  }

  /** Returns the sink to a stream of the caller's, which stays open. */
  static Sink to(OutputStream stream) {
    return new ToChannel(Channels.newChannel(stream));
  }

  /** Returns the sink to a file, which appears under its name when it is complete. */
  static Sink to(Path target, boolean keepPartial) {
    return new ToPath(target, keepPartial);
  }

  /** Moves a file in one step, if the file system can; what has its new name is replaced. */
  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException unable) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Writes to a channel of the caller's. What is written cannot be removed. */
  final class ToChannel implements Sink {
    private final WritableByteChannel channel;
    private @Nullable String version;

    private ToChannel(WritableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public long open() {
      return 0;
    }

    @Override
    public @Nullable String version() {
      return version;
    }

    @Override
    public void version(@Nullable String value) {
      version = value;
    }

    @Override
    public boolean canRestart() {
      return false;
    }

    @Override
    public void restart() throws IOException {
      throw new IOException("What was written to the stream cannot be removed");
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void finish() {
      // The channel is the caller's.
    }

    @Override
    public void abandon() {
      // The channel is the caller's.
    }
  }

  /** Writes beside the target, and moves the file there in one step, so that a part never has the name of the target. */
  final class ToPath implements Sink {
    private final Path target;
    private final Path part;
    private final Path note;
    private final boolean keepPartial;
    private @Nullable FileChannel channel;
    private @Nullable String version;

    private ToPath(Path target, boolean keepPartial) {
      this.target = target.toAbsolutePath();
      this.keepPartial = keepPartial;
      String name = String.valueOf(this.target.getFileName());
      this.part =
          this.target.resolveSibling(keepPartial ? name + ".part" : "." + name + "." + UUID.randomUUID() + ".part");
      this.note = this.target.resolveSibling(name + ".part.version");
    }

    @Override
    public long open() throws IOException {
      if (!keepPartial || !Files.exists(part) || !Files.exists(note)) {
        return 0;
      }
      version = Files.readString(note, StandardCharsets.UTF_8);
      FileChannel opened = opened();
      // One byte less: a range that begins behind the last byte cannot be satisfied.
      long position = Math.max(0, opened.size() - 1);
      opened.position(position);
      return position;
    }

    @Override
    public @Nullable String version() {
      return version;
    }

    @Override
    public void version(@Nullable String value) throws IOException {
      version = value;
      if (keepPartial && value == null) {
        Files.deleteIfExists(note);
      } else if (keepPartial) {
        Files.writeString(note, value, StandardCharsets.UTF_8);
      }
    }

    @Override
    public boolean canRestart() {
      return true;
    }

    @Override
    public void restart() throws IOException {
      opened().truncate(0);
      opened().position(0);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        opened().write(bytes);
      }
    }

    private FileChannel opened() throws IOException {
      FileChannel current = channel;
      if (current == null) {
        current = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel = current;
      }
      return current;
    }

    @Override
    public void finish() throws IOException {
      // A result of no bytes is a file too.
      FileChannel current = opened();
      current.truncate(current.position());
      current.close();
      move(part, target);
      Files.deleteIfExists(note);
    }

    @Override
    public void abandon() {
      try {
        FileChannel current = channel;
        if (current != null) {
          current.close();
        }
        if (!keepPartial) {
          Files.deleteIfExists(part);
        }
      } catch (IOException leftBehind) {
        // The download has failed already, and says why; a part that cannot be deleted adds nothing.
        return;
      }
    }
  }
}
