// Keeps the part of an address behind "#", which a browser does not send: Tasklist names the open task there.
const form = document.getElementById('sign-in');

if (location.hash) {
  form.elements.next.value += location.hash;
  document.querySelectorAll('a[data-next]').forEach(link => {
    const address = new URL(link.href);
    address.searchParams.set('next', form.elements.next.value);
    link.href = address;
  });
}
