package com.vicsee.sandbox.media;

import java.net.URI;

/** The URLs under which media of this server are read and written. */
public interface MediaUrls {
  /** Returns the URL of a path of this server. Only to be called while a request is handled. */
  URI of(String path);

  /** Returns the path of a URL of this server; an empty string when the URL is not one of its own. */
  String ownPath(String url);
}
