package dev.billet.server.web;

import org.eclipse.jetty.server.Request;

/** Something of ours that can be read at one path. Safe for use by many threads. */
interface Page {

  /** The answer to a GET, and without its body to a HEAD. */
  Answer read(Request request);
}
