package org.peerchallenge.document;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.peerchallenge.kernel.Hash;

/**
 * Cache of the documents that were asked for last, by the hash of their whole content: the sheet
 * that a team is issued and that many people download is printed once. What differs in one letter
 * is another document, so that nobody gets what was made for somebody else.
 */
final class RecentlyPrinted {

  private final Function<String, byte[]> printer;
  private final long mostBytes;
  private final Map<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * Keeps nothing yet.
   *
   * @param printer makes a document of its content, and the same of the same
   * @param mostBytes that all that is kept may have together; what was not asked for longest goes
   *     first
   */
  RecentlyPrinted(Function<String, byte[]> printer, long mostBytes) {
    this.printer = printer;
    this.mostBytes = mostBytes;
  }

  /** The document; the array is the caller's own. */
  byte[] of(String content) {
    String key = Hash.sha256(content);
    byte[] before;
    synchronized (kept) {
      before = kept.get(key);
    }
    if (before != null) {
      return before.clone();
    }
    // Two who ask at once print it twice, and nobody waits for another's document.
    byte[] printed = printer.apply(content);
    keep(key, printed.clone());
    return printed;
  }

  private void keep(String key, byte[] document) {
    synchronized (kept) {
      byte[] replaced = kept.put(key, document);
      bytes += document.length - (replaced == null ? 0 : replaced.length);
      Iterator<byte[]> longestAgo = kept.values().iterator();
      while (bytes > mostBytes) {
        bytes -= longestAgo.next().length;
        longestAgo.remove();
      }
    }
  }
}
