package org.peerchallenge.document;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.peerchallenge.kernel.Hash;

/**
 * Cache of the documents that were asked for last, by their whole content: the sheet that a team is
 * issued and that many people download is made once. What differs in one letter is another
 * document, so that nobody gets what was made for somebody else.
 *
 * @param <C> content; two that are equal make the same document
 */
public final class RecentlyPrinted<C> {

  private final Function<C, byte[]> printer;
  private final Function<C, ?> key;
  private final long mostBytes;
  private final Map<Object, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * Keeps nothing yet.
   *
   * @param printer makes a document of its content, and the same of the same
   * @param mostBytes that all that is kept may have together; what was not asked for longest goes
   *     first
   */
  public RecentlyPrinted(Function<C, byte[]> printer, long mostBytes) {
    this(printer, content -> content, mostBytes);
  }

  private RecentlyPrinted(Function<C, byte[]> printer, Function<C, ?> key, long mostBytes) {
    this.printer = printer;
    this.key = key;
    this.mostBytes = mostBytes;
  }

  /** One that keeps no content beside what is made of it, but the content's hash. */
  static RecentlyPrinted<String> byHash(Function<String, byte[]> printer, long mostBytes) {
    return new RecentlyPrinted<>(printer, Hash::sha256, mostBytes);
  }

  /** The document; the array is the caller's own. */
  public byte[] of(C content) {
    Object name = key.apply(content);
    byte[] before;
    synchronized (kept) {
      before = kept.get(name);
    }
    if (before != null) {
      return before.clone();
    }
    // Two who ask at once print it twice, and nobody waits for another's document.
    byte[] printed = printer.apply(content);
    keep(name, printed.clone());
    return printed;
  }

  private void keep(Object name, byte[] document) {
    synchronized (kept) {
      byte[] replaced = kept.put(name, document);
      bytes += document.length - (replaced == null ? 0 : replaced.length);
      Iterator<byte[]> longestAgo = kept.values().iterator();
      while (bytes > mostBytes) {
        bytes -= longestAgo.next().length;
        longestAgo.remove();
      }
    }
  }
}
