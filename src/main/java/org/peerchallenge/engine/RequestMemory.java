package org.peerchallenge.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Cache for the length of one reading web request: who somebody is, their roles and groups, the
 * year's entries are asked of the database once for a page and not once for each line of it.
 *
 * <p>Only for requests that change nothing, so that nothing read from it can be out of date. Jobs
 * and requests that write have none and ask each time.
 */
@Component
public class RequestMemory {

  private final ThreadLocal<Map<Object, Object>> known = new ThreadLocal<>();

  /** Begins to remember on this thread; {@link #close} must follow. */
  public void open() {
    known.set(new HashMap<>());
  }

  public void close() {
    known.remove();
  }

  public boolean isOpen() {
    return known.get() != null;
  }

  /**
   * What was read under this key before in this request, or what {@code read} reads now.
   *
   * @param kind says what it is, so that keys of two kinds do not meet
   */
  public <T> T recall(String kind, Object key, Supplier<T> read) {
    Map<Object, Object> memory = known.get();
    if (memory == null) {
      return read.get();
    }
    Map.Entry<String, Object> place = Map.entry(kind, key);
    if (!memory.containsKey(place)) {
      memory.put(place, read.get());
    }
    @SuppressWarnings("unchecked")
    T value = (T) memory.get(place);
    return value;
  }
}
