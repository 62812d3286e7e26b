package org.peerchallenge.engine;

/** Names of business keys and candidate groups as people know them; the engine knows ids alone. */
public interface CaseWords {

  /** "Kent, 2018-19" for a business key; the key itself where it stands for nothing known. */
  String about(String businessKey);

  /** "Team, Kent" for a candidate group, or a person's name; the id itself where none is known. */
  String who(String candidate);
}
