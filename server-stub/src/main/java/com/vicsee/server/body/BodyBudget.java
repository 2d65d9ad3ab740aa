package com.vicsee.server.body;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Shares bytes among requests. A request for which too few are left waits, without occupying a thread. Turns come in order, so that a large body is not
 * overtaken for ever by small ones. A share of zero bytes is granted at once.
 */
final class BodyBudget {
  private final long total;
  private final Deque<Share> waiting = new ArrayDeque<>();
  private long left;

  /** Makes a budget of so many bytes. A share that is larger is as large as all of it. */
  BodyBudget(long total) {
    this.total = total;
    this.left = total;
  }

  /**
   * Takes a share, now or when others have released theirs.
   *
   * @param granted called once, when the share is there, in the thread of this call or of a release
   * @return the share, to be released whether it was granted or not
   */
  Share take(long bytes, Runnable granted) {
    Share share = new Share(Math.min(bytes, total), granted);
    if (share.bytes == 0) {
      granted.run();
      return share;
    }
    synchronized (this) {
      waiting.addLast(share);
    }
    grant();
    return share;
  }

  private void grant() {
    List<Share> next = new ArrayList<>();
    synchronized (this) {
      while (!waiting.isEmpty() && waiting.getFirst().bytes <= left) {
        Share share = waiting.removeFirst();
        share.isGranted = true;
        left -= share.bytes;
        next.add(share);
      }
    }
    next.forEach(share -> share.granted.run());
  }

  /** The part of one request. */
  final class Share {
    private final long bytes;
    private final Runnable granted;
    private boolean isGranted;
    private boolean isReleased;

    private Share(long bytes, Runnable granted) {
      this.bytes = bytes;
      this.granted = granted;
    }

    /** Gives the share to others. Only the first call counts. */
    void release() {
      synchronized (BodyBudget.this) {
        if (isReleased) {
          return;
        }
        isReleased = true;
        if (isGranted) {
          left += bytes;
        } else {
          waiting.remove(this);
        }
      }
      grant();
    }
  }
}
