// The shared code of the compiled cmdlets of a simulated deployment. cmdletSource.ts writes the
// rest: a class for each cmdlet and for each class of returned objects, and the enums. This file
// knows no noun and no setting.

using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;

namespace Microsoft.Rtc.Management.Simulated
{
    /// <summary>The identity of a scope, a service, a site or a pool, as any text.</summary>
    public sealed class XdsIdentity
    {
        readonly string text;
        public XdsIdentity(string text) { this.text = text; }
        public override string ToString() { return text; }
    }

    /// <summary>The fully qualified name of a computer or a pool.</summary>
    public sealed class Fqdn
    {
        readonly string text;
        public Fqdn(string text) { this.text = text; }
        public override string ToString() { return text; }
    }

    /// <summary>A realm: the server's default, or a custom one.</summary>
    public interface IRealmChoice { }

    /// <summary>
    /// An object that a New cmdlet makes for a parameter of another cmdlet. Its text consists of
    /// its properties, or of its class name if it has none.
    /// </summary>
    public abstract class Made
    {
        /// <summary>The cmdlet that makes it.</summary>
        protected internal abstract string Maker { get; }

        /// <summary>Its properties, which are the parameters of its maker.</summary>
        internal IEnumerable<KeyValuePair<string, object>> Parts
        {
            get { return GetType().GetProperties().Select(property => KeyValuePair.Create(property.Name, property.GetValue(this))); }
        }

        public override string ToString()
        {
            var parts = Parts.ToList();
            if (parts.Count == 0) return GetType().Name.Replace("CsSipProxy", "");
            return string.Join(";", parts.Select(part => part.Key + "=" + part.Value));
        }
    }

    /// <summary>The failure of a cmdlet, as the simulator reports it.</summary>
    sealed class SimulatedFailure : Exception
    {
        public ErrorCategory Category { get; }
        public string Id { get; }
        public string Target { get; }

        public SimulatedFailure(JsonElement error) : base(Returned.TextOf(error.GetProperty("message")))
        {
            ErrorCategory category;
            // A fault may name any category, even an unknown one.
            Category = Enum.TryParse(Returned.TextOf(error.GetProperty("category")), out category) ? category : ErrorCategory.NotSpecified;
            Id = Returned.TextOf(error.GetProperty("id"));
            Target = Returned.TextOf(error.GetProperty("target"));
        }
    }

    /// <summary>The simulator as a child process.</summary>
    sealed class Simulator
    {
        static readonly Lazy<Simulator> started = new Lazy<Simulator>(() => new Simulator());
        readonly object turn = new object();
        readonly BlockingCollection<string> lines = new BlockingCollection<string>();
        readonly Stream input;
        readonly JsonElement? refusal;
        long lastId;

        public static Simulator Current { get { return started.Value; } }

        Simulator()
        {
            var start = new ProcessStartInfo
            {
                FileName = Environment.GetEnvironmentVariable("LYNC_SIMULATOR_NODE"),
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
                CreateNoWindow = true,
            };
            start.ArgumentList.Add(Environment.GetEnvironmentVariable("LYNC_SIMULATOR_PROGRAM"));
            var child = Process.Start(start);
            input = child.StandardInput.BaseStream;
            new Thread(() => Read(child.StandardOutput)) { IsBackground = true }.Start();
            var error = Parse(lines.Take()).GetProperty("error");
            if (error.ValueKind != JsonValueKind.Null) refusal = error;
        }

        // The simulator is the server. If it has ended, this session ends, too.
        void Read(StreamReader output)
        {
            for (var line = output.ReadLine(); line != null; line = output.ReadLine()) lines.Add(line);
            Environment.Exit(1);
        }

        /// <summary>Sends a bound call, and returns the resulting objects as JSON.</summary>
        public List<JsonElement> Call(string cmdlet, JsonObject parameters, CancellationToken stopped)
        {
            if (refusal.HasValue) throw new SimulatedFailure(refusal.Value);
            lock (turn)
            {
                var id = ++lastId;
                var call = new JsonObject { ["id"] = id, ["cmdlet"] = cmdlet, ["parameters"] = parameters };
                input.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(call.ToJsonString())) + "\n"));
                input.Flush();
                return Objects(id, stopped);
            }
        }

        List<JsonElement> Objects(long id, CancellationToken stopped)
        {
            var objects = new List<JsonElement>();
            while (true)
            {
                var said = Parse(lines.Take(stopped));
                // This is the answer to a call that was stopped.
                if (said.GetProperty("id").GetInt64() != id) continue;
                JsonElement returned;
                if (said.TryGetProperty("object", out returned))
                {
                    objects.Add(returned);
                    continue;
                }
                var error = said.GetProperty("error");
                if (error.ValueKind == JsonValueKind.Null) return objects;
                throw new SimulatedFailure(error);
            }
        }

        static JsonElement Parse(string line)
        {
            return JsonDocument.Parse(Convert.FromBase64String(line)).RootElement;
        }
    }

    /// <summary>Makes typed objects from the simulator's JSON.</summary>
    static class Returned
    {
        /// <summary>A text without the sign that the simulator puts before it.</summary>
        public static string TextOf(JsonElement json) { return json.GetString().Substring(1); }

        public static object Make(JsonElement json, Type type)
        {
            if (json.ValueKind == JsonValueKind.Null) return null;
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type == typeof(bool)) return json.GetBoolean();
            if (json.ValueKind == JsonValueKind.Number) return Convert.ChangeType(json.GetRawText(), type, CultureInfo.InvariantCulture);
            if (json.ValueKind == JsonValueKind.String) return OfText(TextOf(json), type);
            if (json.ValueKind == JsonValueKind.Array) return ListOf(json, type);
            return ObjectOf(json, type.IsInterface ? ClassOf(json, type) : type);
        }

        static object OfText(string text, Type type)
        {
            if (type == typeof(string)) return text;
            if (type.IsEnum) return Enum.Parse(type, text);
            if (type == typeof(TimeSpan)) return TimeSpan.Parse(text, CultureInfo.InvariantCulture);
            if (type == typeof(DateTime)) return DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            // This is a whole number that would lose digits as a JSON number.
            if (type.IsPrimitive) return Convert.ChangeType(text, type, CultureInfo.InvariantCulture);
            if (type == typeof(object)) return UriOf(text) ?? (object)text;
            return Activator.CreateInstance(type, text);
        }

        // A text that is not a Uri is kept as a text.
        static Uri UriOf(string text)
        {
            Uri uri;
            return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out uri) && uri.OriginalString == text ? uri : null;
        }

        static object ListOf(JsonElement json, Type type)
        {
            var list = (IList)Activator.CreateInstance(type);
            foreach (var element in json.EnumerateArray()) list.Add(Make(element, type.GetGenericArguments()[0]));
            return list;
        }

        static object ObjectOf(JsonElement json, Type type)
        {
            var made = Activator.CreateInstance(type);
            foreach (var part in json.EnumerateObject())
            {
                var property = type.GetProperty(part.Name);
                if (property != null) property.SetValue(made, Make(part.Value, property.PropertyType));
            }
            return made;
        }

        // Finds the class that has the object's properties. Otherwise it is the class without any
        // properties, whose name is enough.
        static Type ClassOf(JsonElement json, Type choice)
        {
            var classes = choice.Assembly.GetTypes().Where(type => type.IsClass && choice.IsAssignableFrom(type)).ToList();
            return classes.Find(type => json.EnumerateObject().All(part => type.GetProperty(part.Name) != null))
                ?? classes.Single(type => type.GetProperties().Length == 0);
        }
    }

    /// <summary>Writes bound values as the simulator reads them.</summary>
    static class Bound
    {
        public static JsonNode Json(object value)
        {
            var bare = value is PSObject wrapped ? wrapped.BaseObject : value;
            if (bare == null) return null;
            if (bare is bool) return JsonValue.Create((bool)bare);
            if (bare is SwitchParameter) return JsonValue.Create(((SwitchParameter)bare).IsPresent);
            if (bare is TimeSpan) return JsonValue.Create(((TimeSpan)bare).ToString("c", CultureInfo.InvariantCulture));
            if (bare is Made made) return new JsonObject { ["make"] = made.Maker, ["with"] = Parameters(made.Parts) };
            if (bare is PSListModifier change) return Changes(change);
            if (bare is IList list) return new JsonObject { ["list"] = Elements(list) };
            return JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        public static JsonObject Parameters(IEnumerable<KeyValuePair<string, object>> given)
        {
            var json = new JsonObject();
            foreach (var parameter in given) json[parameter.Key] = Json(parameter.Value);
            return json;
        }

        // PSListModifier does not check the elements.
        static JsonObject Changes(PSListModifier change)
        {
            var json = new JsonObject();
            if (change.Add.Count > 0) json["add"] = Elements(change.Add);
            if (change.Remove.Count > 0) json["remove"] = Elements(change.Remove);
            if (change.Replace.Count > 0) json["replace"] = Elements(change.Replace);
            return json;
        }

        static JsonArray Elements(IEnumerable elements)
        {
            return new JsonArray(elements.Cast<object>().Select(Json).ToArray());
        }
    }

    /// <summary>
    /// A cmdlet of a simulated deployment. PowerShell binds its parameters, and the simulator does
    /// its work.
    /// </summary>
    public abstract class SimulatedCmdlet : PSCmdlet
    {
        readonly CancellationTokenSource stopped = new CancellationTokenSource();

        CmdletAttribute About { get { return GetType().GetCustomAttribute<CmdletAttribute>(); } }

        protected override void ProcessRecord()
        {
            try
            {
                Run();
            }
            catch (SimulatedFailure failure)
            {
                Fail(failure);
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }
        }

        protected override void StopProcessing() { stopped.Cancel(); }

        void Run()
        {
            if (!MayBeRefused())
            {
                Write(Call(isTrial: false));
                return;
            }
            // The server checks whether there is something to do before it asks.
            var trial = Call(isTrial: true);
            // A call that returns something even with -WhatIf changes nothing, so it need not ask.
            if (trial.Count > 0) Write(trial);
            else if (ShouldProcess(Convert.ToString(MyInvocation.BoundParameters.GetValueOrDefault("Identity", "Global")))) Write(Call(isTrial: false));
        }

        /// <summary>Whether -WhatIf, -Confirm or their preferences may stop the cmdlet.</summary>
        bool MayBeRefused()
        {
            if (!About.SupportsShouldProcess) return false;
            var isConfirmed = GetVariableValue("ConfirmPreference") is ConfirmImpact impact && impact != ConfirmImpact.None && impact <= About.ConfirmImpact;
            return IsOn("WhatIf", LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"))) || IsOn("Confirm", isConfirmed);
        }

        bool IsOn(string name, bool preferred)
        {
            object given;
            return MyInvocation.BoundParameters.TryGetValue(name, out given) ? (SwitchParameter)given : preferred;
        }

        List<JsonElement> Call(bool isTrial)
        {
            var own = GetType().GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute))).Select(property => property.Name);
            var parameters = Bound.Parameters(MyInvocation.BoundParameters.Where(given => own.Contains(given.Key)));
            if (isTrial) parameters["WhatIf"] = true;
            return Simulator.Current.Call(About.VerbName + "-" + About.NounName, parameters, stopped.Token);
        }

        void Write(List<JsonElement> objects)
        {
            var type = GetType().GetCustomAttribute<OutputTypeAttribute>();
            foreach (var returned in objects) WriteObject(Returned.Make(returned, type.Type[0].Type));
        }

        // Vendors put the cause of an error in several places, and continue after it or not. Here
        // this depends on the verb.
        void Fail(SimulatedFailure failure)
        {
            switch (About.VerbName)
            {
                case "Get":
                    WriteError(RecordOf(failure, new InvalidOperationException(failure.Message)));
                    return;
                case "New":
                    var record = RecordOf(failure, new InvalidOperationException("The command failed."));
                    record.ErrorDetails = new ErrorDetails(failure.Message);
                    ThrowTerminatingError(record);
                    return;
                case "Set":
                    ThrowTerminatingError(RecordOf(failure, new TargetInvocationException(new InvalidOperationException(failure.Message))));
                    return;
                default:
                    ThrowTerminatingError(RecordOf(failure, new InvalidOperationException(failure.Message)));
                    return;
            }
        }

        static ErrorRecord RecordOf(SimulatedFailure failure, Exception exception)
        {
            return new ErrorRecord(exception, failure.Id, failure.Category, failure.Target);
        }
    }
}
