package org.peerchallenge.cycle.process;

import java.util.Collection;
import java.util.stream.Collectors;

/** Keys as a process carries them: joined by commas, read again by the bean {@code lists}. */
final class Keys {

  private Keys() {}

  static String joined(Collection<?> keys) {
    return keys.stream().map(Object::toString).collect(Collectors.joining(","));
  }
}
