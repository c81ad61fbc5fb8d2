using System.CommandLine;
using KpiDigest.Delivery.Mime;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest outbox show ID --out DIR</c>: the very message as it was or will be sent, and its parts.</summary>
internal static class OutboxShow
{
    public static Command Create()
    {
        var id = new Argument<long>("ID") { Description = "An id as 'kpidigest outbox list' prints it." };
        var folder = new Option<string>("--out") { Description = "Folder for the files.", HelpName = "DIR", DefaultValueFactory = _ => "out" };
        var command = new Command("show", "Writes a mail of the outbox into files: the message as it was or will be sent, its bodies and attachments.") { id, folder };
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            var wanted = parse.GetRequiredValue(id);
            var row = await services.Outbox.FindAsync(wanted, cancellationToken) ?? throw new UsageException($"there is no mail {wanted}; 'kpidigest outbox list' prints them.");
            var mime = await services.Outbox.ReadMimeAsync(wanted, cancellationToken) ?? throw new UsageException($"mail {wanted} has no content: {row.BodyGone ?? row.Reason}");
            parse.Out().WriteLine($"{OutboxCommand.StateText(row.State)}: {row.Subject}");
            parse.Out().WriteLine($"to {row.Key.Recipient}, {row.Scope}{(row.Reason is { } reason ? ", " + reason : "")}");
            foreach (var file in await WriteAsync(parse.GetValue(folder)!, $"mail-{wanted}", mime, cancellationToken)) parse.Out().WriteLine(file);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The message and its parts under one stem; answers with the paths.</summary>
    public static async Task<IReadOnlyList<string>> WriteAsync(string folder, string stem, byte[] mime, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        await AddAsync(stem + ".eml", mime);
        foreach (var part in MimeReader.ReadShown(mime))
            await AddAsync(part.FileName.Length > 0 ? $"{stem}-{Path.GetFileName(part.FileName)}" : stem + (part.ContentType == "text/html" ? ".html" : ".txt"), part.Content);
        return files;

        async Task AddAsync(string name, byte[] content)
        {
            files.Add(Path.Combine(folder, name));
            await File.WriteAllBytesAsync(files[^1], content, cancellationToken);
        }
    }
}
