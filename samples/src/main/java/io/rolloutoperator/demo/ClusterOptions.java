package io.rolloutoperator.demo;

import java.nio.file.Path;

/**
 * The demo on a cluster that the user has.
 *
 * @param kubeconfig which cluster, and as whom
 * @param yes whether the user agreed on the command line
 * @param image what the pods run
 */
record ClusterOptions(Path kubeconfig, boolean yes, Image image) {}
