package org.trellis.controller.api;

import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.trellis.controller.console.ConsolePage;
import org.trellis.controller.core.Caller;

/**
 * The API and the console as one import. Needs beans of {@link
 * org.trellis.controller.core.Northbound}, {@link java.time.Clock} and {@link ApiTokens}. Its
 * defaults are in {@code api.properties}; any other property source overrides them.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(basePackageClasses = {ApiConfiguration.class, ConsolePage.class})
@PropertySource("classpath:org/trellis/controller/api/api.properties")
public class ApiConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerResolver());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTheContainer() {
        return factory ->
                factory.addContextCustomizers(context -> {
                    if (context.getParent() instanceof StandardHost host) {
                        host.setErrorReportValveClass(ProblemErrorValve.class.getName());
                    }
                });
    }

    /**
     * The console's files are told apart by their content: in a reproducible build they carry the
     * same time whatever is in them.
     */
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> etagsOfFiles() {
        FilterRegistrationBean<ShallowEtagHeaderFilter> registration =
                new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
        registration.addUrlPatterns("/console/*", "/webjars/*");
        return registration;
    }

    /** Gives handler methods their {@link Caller}. */
    private static final class CallerResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder) {
            Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
            if (authentication != null && authentication.getPrincipal() instanceof Caller caller) {
                return caller;
            }
            throw new IllegalStateException("a handler that needs a caller is open to everybody");
        }
    }
}
