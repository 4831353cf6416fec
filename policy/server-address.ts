/** The server's own address where it runs elsewhere, else one that leads nowhere, to be replaced. */
export function addressOf(name: string): string {
  return name.startsWith('https://') ? name : 'https://YOUR-SERVER.example/mcp';
}
