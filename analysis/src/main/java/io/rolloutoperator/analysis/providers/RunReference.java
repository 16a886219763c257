package io.rolloutoperator.analysis.providers;

/** Names the AnalysisRun that a measurement belongs to. */
public record RunReference(String namespace, String name, String uid) {}
