package org.peerchallenge.engine;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lists of keys in diagrams: one comma-joined variable instead of a serialised object. */
@Component("lists")
public class Lists implements DiagramBean {

  /** The keys of a comma-joined variable, in order; none when it is null or blank. */
  public List<String> of(String joined) {
    return joined == null || joined.isBlank() ? List.of() : List.of(joined.split("\\s*,\\s*"));
  }

  /** Whether a key stands in a comma-joined variable. */
  public boolean has(String joined, String key) {
    return of(joined).contains(key);
  }

  @Override
  public String name() {
    return "lists";
  }

  @Override
  public Optional<String> fault(String call) {
    return call.matches("of\\(\\w+\\)|has\\(\\w+, '[\\w-]+'\\)")
        ? Optional.empty()
        : Optional.of("write ${lists.of(variable)} or ${lists.has(variable, 'key')}");
  }
}
