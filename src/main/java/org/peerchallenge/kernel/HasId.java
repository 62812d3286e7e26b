package org.peerchallenge.kernel;

import java.util.Arrays;
import java.util.Optional;

/** An enum constant with an id, as diagrams, forms and tables write it: {@code lead-member}. */
public interface HasId {

  String id();

  /** The constant with this id; empty when there is none. */
  static <E extends Enum<E> & HasId> Optional<E> find(Class<E> type, String id) {
    return Arrays.stream(type.getEnumConstants()).filter(one -> one.id().equals(id)).findFirst();
  }

  /**
   * The constant with this id.
   *
   * @param what the kind of thing, for the message: "role"
   * @throws IllegalArgumentException when there is none
   */
  static <E extends Enum<E> & HasId> E of(Class<E> type, String id, String what) {
    return find(type, id)
        .orElseThrow(() -> new IllegalArgumentException("There is no %s '%s'".formatted(what, id)));
  }
}
