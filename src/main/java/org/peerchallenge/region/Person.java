package org.peerchallenge.region;

/** Somebody who takes part: staff or a councillor, known by name and e-mail alone. */
public record Person(String username, String name, String email) {}
