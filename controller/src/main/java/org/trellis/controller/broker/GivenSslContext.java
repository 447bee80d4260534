package org.trellis.controller.broker;

import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.remoting.impl.ssl.DefaultSSLContextFactory;
import org.apache.activemq.artemis.spi.core.remoting.ssl.SSLContextConfig;

/**
 * Lets the broker's TLS port use the context that it is given, where the broker itself would read
 * key stores from files. The broker finds this class by {@link java.util.ServiceLoader}.
 */
public final class GivenSslContext extends DefaultSSLContextFactory {

    private static final int BEFORE_THE_BROKERS_OWN = 100;

    @Override
    public SSLContext getSSLContext(SSLContextConfig config, Map<String, Object> options)
            throws Exception {
        return options.get(TransportConstants.SSL_CONTEXT_PROP_NAME) instanceof SSLContext given
                ? given
                : super.getSSLContext(config, options);
    }

    @Override
    public int getPriority() {
        return BEFORE_THE_BROKERS_OWN;
    }
}
