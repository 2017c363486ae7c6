using System.ComponentModel.DataAnnotations;
using System.Reflection;
using ActorDetector.CommandLine;
using ActorDetector.Output;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;

namespace ActorDetector.Http.Queries;

/// <summary>Refuses what is wrong in a query, by its name: what the handler has no parameter for, what is given twice, what is no value of its
/// type or out of range.</summary>
internal static class QueryRules
{
    /// <summary>The rules of a handler, from its parameters.</summary>
    public static EndpointFilterDelegate Of(EndpointFilterFactoryContext handler, EndpointFilterDelegate next)
    {
        ParameterInfo[] parameters = handler.MethodInfo.GetParameters();
        var known = new Dictionary<string, QueryParameter>(StringComparer.Ordinal);
        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].GetCustomAttribute<FromQueryAttribute>() is { } query)
                known.Add(query.Name ?? parameters[i].Name!, new QueryParameter(parameters[i], i));
        }

        return call =>
        {
            foreach ((string name, StringValues values) in call.HttpContext.Request.Query)
                Check(name, values, known, call.Arguments);
            return next(call);
        };
    }

    private static void Check(string name, StringValues values, Dictionary<string, QueryParameter> known, IList<object?> arguments)
    {
        if (!known.TryGetValue(name, out QueryParameter? parameter))
        {
            string has = known.Count == 0 ? "there are none here" : $"there are {string.Join(", ", known.Keys)}";
            throw Wrong($"The query parameter {Printable.Shorten(name, 40)} is not known: {has}.{NearestName.Question(name, known.Keys)}");
        }

        if (values.Count != 1)
            throw Wrong($"The query parameter {name} is given {values.Count} times: give it once.");
        string text = values.ToString();
        string said = $"The query parameter {name} is '{Printable.Shorten(text, 100)}'";
        if (!ValueText.TryParse(parameter.Type, text, out object? value))
            throw Wrong($"{said}: it must be {ValueText.Expected(parameter.Type)}.");
        if (parameter.Range is { } range && !range.Holds(value!))
            throw Wrong($"{said}: it must be {range}.");
        if (parameter.Rule is { } rule && !rule.IsValid(value))
            throw Wrong($"{said}: {rule.FormatErrorMessage(name)}");
        // As it was read here: a time without a zone is UTC.
        arguments[parameter.Place] = value;
    }

    private static RefusalException Wrong(string reason) => new(StatusCodes.Status400BadRequest, reason);

    private sealed class QueryParameter(ParameterInfo parameter, int place)
    {
        public int Place { get; } = place;

        public Type Type { get; } = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

        public AllowedRange? Range { get; } = parameter.GetCustomAttribute<RangeAttribute>() is { } range ? new AllowedRange(range) : null;

        public ValidationAttribute? Rule { get; } = parameter.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(rule => rule is not RangeAttribute);
    }
}
