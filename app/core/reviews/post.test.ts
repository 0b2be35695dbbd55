import { expect, test } from 'vitest';
import { placeOf, postAddress } from '#app/core/reviews/post.ts';

test.for([
  ['https://www.instagram.com/p/AbC/?igsh=x1&utm_source=ig', 'https://instagram.com/p/AbC'],
  ['instagram.com/p/AbC', 'https://instagram.com/p/AbC'],
  [' http://m.tiktok.com/@ada/video/12?_t=8 ', 'https://tiktok.com/@ada/video/12'],
  ['https://www.youtube.com/watch?v=abc&si=zz#t=3', 'https://youtube.com/watch?v=abc'],
])('%s is %s', ([typed = '', address]) => {
  expect(postAddress(typed)).toBe(address);
});

test.for([
  'instagram.com',
  'https://localhost/p',
  'https://10.0.0.1/p',
  'https://[::1]/p',
  'https://me:secret@x.com/p',
  'https://x.com:8080/p',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://x.com/<script>',
  'https://x.com/a b',
  `https://x.com/${'a'.repeat(500)}`,
  '',
])('%s is no address of a post', (typed) => {
  expect(postAddress(typed)).toBeUndefined();
});

test('places are called as people call them', () => {
  expect(placeOf('https://instagram.com/p/1')).toBe('Instagram');
  expect(placeOf('https://vm.tiktok.com/x')).toBe('TikTok');
  expect(placeOf('https://blog.example.org/1')).toBe('blog.example.org');
});
