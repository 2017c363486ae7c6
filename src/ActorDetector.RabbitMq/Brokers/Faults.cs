using System.Net.Sockets;
using System.Security.Authentication;
using RabbitMQ.Client.Exceptions;

namespace ActorDetector.RabbitMq.Brokers;

/// <summary>What went wrong with a broker, for people.</summary>
internal static class Faults
{
    private const int NoSuchQueue = 404;
    private const int OtherArguments = 406;
    private const int NotAllowed = 530;

    /// <summary>Whether it is worth while to try again soon: somebody may start the broker, or mend the network.</summary>
    public static bool MayPass(Exception fault) =>
        Find<PossibleAuthenticationFailureException>(fault) is null && Find<AuthenticationException>(fault) is null && ReplyCode(fault) != NotAllowed;

    /// <summary>Whether there is no such queue.</summary>
    public static bool IsMissingQueue(Exception fault) => ReplyCode(fault) == NoSuchQueue;

    /// <summary>Whether a queue was declared with other arguments.</summary>
    public static bool IsOtherQueue(Exception fault) => ReplyCode(fault) == OtherArguments;

    /// <summary>Whether it is one of a connection, as they come when a broker goes away.</summary>
    public static bool IsOne(Exception fault) =>
        fault is RabbitMQClientException or IOException or SocketException or TimeoutException or OperationCanceledException or ObjectDisposedException or AuthenticationException;

    /// <summary>What it means and what to do, as the rest of a sentence about the broker.</summary>
    public static string Describe(Exception fault, BrokerAddress address)
    {
        if (Find<AuthenticationFailureException>(fault) is not null || Find<PossibleAuthenticationFailureException>(fault) is not null)
            return $"does not let user {address.User} in: correct the user in --rabbitmq, or the password in --rabbitmq-password-file or {RabbitMqOptions.PasswordVariable}";
        if (Find<AuthenticationException>(fault) is { } untrusted)
            return $"cannot be trusted: {Sentence(untrusted.Message)}; give the certificate of who vouches for it by --rabbitmq-authority, and the name that it is of in --rabbitmq";
        if (ReplyCode(fault) == NotAllowed)
            return $"does not let user {address.User} into virtual host {address.VirtualHost}: make it, or correct it in --rabbitmq, and give the user permissions for it";
        string cause = Sentence(Root(fault).Message);
        return $"cannot be reached: {cause}; start it, or correct --rabbitmq";
    }

    /// <summary>What the broker said when it ended a channel or a connection.</summary>
    public static string Reason(Exception fault) =>
        Find<OperationInterruptedException>(fault)?.ShutdownReason is { } reason ? Sentence(reason.ReplyText) : Sentence(Root(fault).Message);

    private static int ReplyCode(Exception fault) => Find<OperationInterruptedException>(fault)?.ShutdownReason?.ReplyCode ?? 0;

    private static string Sentence(string text) => text.ReplaceLineEndings(" ").TrimEnd('.', ' ');

    private static Exception Root(Exception fault) => All(fault).Last();

    private static T? Find<T>(Exception fault)
        where T : Exception => All(fault).OfType<T>().FirstOrDefault();

    private static IEnumerable<Exception> All(Exception fault) =>
        fault is AggregateException several
            ? several.InnerExceptions.SelectMany(All)
            : fault.InnerException is { } inner ? [fault, .. All(inner)] : [fault];
}
