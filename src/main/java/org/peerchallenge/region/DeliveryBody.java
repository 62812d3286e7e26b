package org.peerchallenge.region;

/** A trust or a company that runs children's services for one or more councils. */
public record DeliveryBody(String id, String name, Kind kind) {

  /** What it is in law, as far as it matters here. */
  public enum Kind {
    TRUST,
    COMPANY
  }
}
