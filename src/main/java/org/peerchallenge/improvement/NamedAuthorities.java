package org.peerchallenge.improvement;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Service;

/** Finds authorities by name in text that is to be published: none may be named unasked. */
@Service
public class NamedAuthorities {

  private final Region region;

  NamedAuthorities(Region region) {
    this.region = region;
  }

  /** The authorities whose names, written as names, stand in one of the texts. */
  public Set<String> in(List<String> texts) {
    Set<String> named = new TreeSet<>();
    for (Authority authority : region.authorities()) {
      // Names only, in their own capitals: "reading" is a word, "Reading" an authority.
      Pattern name = Pattern.compile("\\b" + Pattern.quote(authority.name()) + "\\b");
      if (texts.stream().anyMatch(text -> text != null && name.matcher(text).find())) {
        named.add(authority.name());
      }
    }
    return named;
  }
}
