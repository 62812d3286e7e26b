package org.peerchallenge.assessment;

/**
 * A strength that an authority names.
 *
 * @param evidenceOfImpact empty text when there is none yet
 * @param evidenceKind as the form offers it, or empty text
 */
public record Strength(
    String title,
    String whatWeDo,
    String evidenceOfImpact,
    String evidenceKind,
    boolean mayBeOffered,
    boolean mayBecomeCaseStudy) {}
