package io.rolloutoperator.gitsync.source.remote;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/** The SSH library's settings for the whole JVM. */
final class SshRuntime {

  private static final AtomicBoolean INSTALLED = new AtomicBoolean();

  private SshRuntime() {}

  /** Once; later calls do nothing. */
  static void install() {
    if (INSTALLED.compareAndSet(false, true)) {
      Ed25519 ed25519 = new Ed25519();
      SecurityUtils.registerSecurityProvider(new Registrar(ed25519));
      // The library may have been in use before, and then has not asked the registrar.
      KeyUtils.registerPublicKeyEntryDecoder(ed25519.getEDDSAPublicKeyEntryDecoder());
      OpenSSHKeyPairResourceParser.registerPrivateKeyEntryDecoder(
          ed25519.getOpenSSHEDDSAPrivateKeyEntryDecoder());
    }
  }

  private static final class Registrar extends AbstractSecurityProviderRegistrar {
    private final Ed25519 ed25519;

    Registrar(Ed25519 ed25519) {
      super("SunEC");
      this.ed25519 = ed25519;
    }

    @Override
    public Provider getSecurityProvider() {
      return Security.getProvider("SunEC");
    }

    @Override
    public boolean isSupported() {
      return true;
    }

    /** Everything else stays where the library takes it from without this registrar. */
    @Override
    public boolean isSecurityEntitySupported(Class<?> type, String name) {
      return false;
    }

    @Override
    public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
      return Optional.of(ed25519);
    }
  }
}
