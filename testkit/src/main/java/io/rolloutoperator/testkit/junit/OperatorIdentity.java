package io.rolloutoperator.testkit.junit;

import java.nio.file.Path;

/**
 * Who an operator under test is.
 *
 * @param user as the API server's audit log names it
 * @param kubeconfig with a token of that user
 */
public record OperatorIdentity(String user, Path kubeconfig) {}
